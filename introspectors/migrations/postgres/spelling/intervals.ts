const UNITS: Readonly<Record<string, readonly ['months' | 'days' | 'seconds', number]>> = {
  year: ['months', 12],
  yr: ['months', 12],
  month: ['months', 1],
  mon: ['months', 1],
  week: ['days', 7],
  day: ['days', 1],
  hour: ['seconds', 3600],
  hr: ['seconds', 3600],
  minute: ['seconds', 60],
  min: ['seconds', 60],
  second: ['seconds', 1],
  sec: ['seconds', 1],
};

const PART =
  /\s*(?:([+-]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?|([+-]?\d+(?:\.\d+)?)\s*([a-z]+)?)\s*/iy;

/** An interval as the server prints it in its own style; null for what is not read here. */
export function intervalText(text: string): string | null {
  const sum = { months: 0, days: 0, seconds: 0 };
  const part = new RegExp(PART);
  while (part.lastIndex < text.length) {
    const found = part.exec(text);
    if (found === null) return null;
    const [, sign, hours, minutes = '0', seconds = '0', amount, word] = found;
    if (hours !== undefined) {
      const length = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
      sum.seconds += sign === '-' ? -length : length;
      continue;
    }
    const unit = word === undefined ? UNITS['second'] : UNITS[word.toLowerCase().replace(/s$/, '')];
    const scaled = Number(amount) * (unit?.[1] ?? Number.NaN);
    if (unit === undefined || (unit[0] !== 'seconds' && !Number.isInteger(scaled))) return null;
    sum[unit[0]] += scaled;
  }
  return print(sum);
}

function print(sum: { months: number; days: number; seconds: number }): string | null {
  // Signs of parts that differ are spelled in ways of their own.
  if (sum.months < 0 || sum.days < 0 || sum.seconds < 0) return null;
  const { months, days, seconds } = sum;
  const years = Math.trunc(months / 12);
  const words = [count(years, 'year'), count(months % 12, 'mon'), count(days, 'day')];
  const said = words.filter((word) => word !== '');
  if (seconds > 0 || said.length === 0) said.push(clock(seconds));
  return said.join(' ');
}

function count(amount: number, unit: string): string {
  if (amount === 0) return '';
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

function clock(seconds: number): string {
  const two = (amount: number): string => String(Math.trunc(amount)).padStart(2, '0');
  const rest = (seconds % 1)
    .toFixed(6)
    .slice(1)
    .replace(/\.?0+$/, '');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${rest}`;
}
