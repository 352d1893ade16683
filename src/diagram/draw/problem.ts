import { DiagramError } from '../error.ts'
import { lineInSource } from './lines.ts'

/** What mermaid's parsers say of the place of an error. */
interface Placed {
  message: string
  hash?: { loc?: { first_line?: number }; line?: number }
  result?: { parserErrors?: { token?: { startLine?: number } }[]; lexerErrors?: { line?: number }[] }
}

/** What went wrong, in the parser's words, and the line of the source, when mermaid names one. */
export function problemOf(error: unknown, source: string): DiagramError {
  if (error instanceof DiagramError) return error
  const { message, hash, result } = placed(error)
  const line =
    hash?.loc?.first_line ??
    result?.parserErrors?.[0]?.token?.startLine ??
    result?.lexerErrors?.[0]?.line ??
    Number(NAMED_LINE.exec(message)?.[1] ?? 0)
  const place = line > 0 ? lineInSource(source, line) : null
  // The line that the message names is not the author's.
  return new DiagramError(message.trim().replace(NAMED_LINE, ''), place)
}

const NAMED_LINE = / on line (\d+)(?=[.:])/

function placed(error: unknown): Placed {
  if (error instanceof Error) return error
  if (typeof error === 'object' && error && 'message' in error)
    return { ...error, message: `${error.message}` }
  // Mermaid throws strings too, and parsers' errors that are no Error.
  if (typeof error === 'object' && error && 'str' in error) return { ...error, message: `${error.str}` }
  return { message: `${error}` }
}
