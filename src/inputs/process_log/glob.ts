/** Names with wildcards: `*` and `?` within a name, `**` over folders, `{a,b}` for one of several (not one within another). */

/** True for a name that may stand for several. */
export const hasWildcards = (pattern: string): boolean => /[*?{]/.test(pattern);

/** What a whole path with `/` between its parts must match; without regard to case on Windows. */
export function globExpression(glob: string): RegExp {
  return new RegExp(`^${sourceOf(glob)}$`, process.platform === 'win32' ? 'iu' : 'u');
}

/** A brace without its other half is a letter like any other. */
function sourceOf(glob: string): string {
  return glob.replace(/\*\*\/?|[*?]|\{([^{}]*)\}|[{}]|[^*?{}]+/g, (token, choices?: string) =>
    choices === undefined ? tokenSource(token) : `(?:${choices.split(',').map(sourceOf).join('|')})`,
  );
}

const wildcards: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

function tokenSource(token: string): string {
  return wildcards[token] ?? token.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
}
