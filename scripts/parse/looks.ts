import type { Finding } from '#model/finding.ts'

/**
 * Names a text that is something else than it should be: what CI leaves behind when a step went wrong. Null when it
 * looks like nothing known. Cheap, and never a proof: ask it only of text that is already refused, or that no
 * honest document could look like.
 */
export function looksLike(text: string): Finding | null {
  for (const look of LOOKS) {
    const match = look.sign.exec(text)
    if (match) return { code: look.code, args: { what: look.what, ...place(text, match.index) }, path: [] }
  }
  return null
}

const LOOKS = [
  {
    sign: /^version https:\/\/git-lfs\.github\.com\/spec\//,
    code: 'document.lfs_pointer',
    what: 'a git LFS pointer',
  },
  { sign: /^<{7} .*$/m, code: 'document.merge_markers', what: 'a file with merge conflict markers' },
  {
    sign: /^\s*(<!--.{0,500}?-->\s*)?<(!doctype\s+)?html[\s>]/is,
    code: 'document.html',
    what: 'an HTML page',
  },
]

/** Line and column (from 1, in UTF-16 units) of an offset in a text. */
export function place(text: string, offset: number): { line: number; column: number; offset: number } {
  let line = 1
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1
    start = end + 1
  }
  return { line, column: offset - start + 1, offset }
}
