/**
 * Makes a test for paths of the globs that policies are written with: `**` stands for any folders, `*` for any characters
 * within one, `{a,b}` for either; letters match in both cases. Everything else stands for itself.
 */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const expressions = globs.map((glob) => new RegExp(`^${glob.replace(PART, translated)}$`, 'iu'))
  return (path) => expressions.some((each) => each.test(path))
}

const PART = /\*\*\/|\*\*|\*|\{[^{}]*\}|[\\^$.|?+()[\]{}]/g

function translated(part: string): string {
  if (part === '**/') return '(?:.*/)?'
  if (part === '**') return '.*'
  if (part === '*') return '[^/]*'
  if (part.length > 1) return `(?:${part.slice(1, -1).split(',').map(plain).join('|')})`
  return plain(part)
}

function plain(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')
}
