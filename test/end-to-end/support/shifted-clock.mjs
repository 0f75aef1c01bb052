/** Preloaded into a process whose clock shall be years off. */
const OFF = 7 * 365 * 86_400_000;
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [RealDate.now() + OFF] : parts));
  }

  static now() {
    return RealDate.now() + OFF;
  }
};
