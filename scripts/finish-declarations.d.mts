/** See finish-declarations.mjs. */
export function finishDeclarations(outDir: string): void;
