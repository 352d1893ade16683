import { DiagramError } from '../error.ts'

/** What mermaid's parsers say of the place of an error. */
interface Placed {
  message: string
  hash?: { loc?: { first_line?: number }; line?: number }
  result?: { parserErrors?: { token?: { startLine?: number } }[]; lexerErrors?: { line?: number }[] }
}

/** What went wrong, in one sentence, and the line that mermaid names. */
export function problemOf(error: unknown): DiagramError {
  if (error instanceof DiagramError) return error
  const { message, hash, result } = placed(error)
  const line =
    hash?.loc?.first_line ?? result?.parserErrors?.[0]?.token?.startLine ?? result?.lexerErrors?.[0]?.line
  return new DiagramError(message.trim(), line !== undefined && line > 0 ? line : null)
}

function placed(error: unknown): Placed {
  if (error instanceof Error) return error
  if (typeof error === 'object' && error && 'message' in error)
    return { ...error, message: `${error.message}` }
  // Mermaid throws strings too, and parsers' errors that are no Error.
  if (typeof error === 'object' && error && 'str' in error) return { ...error, message: `${error.str}` }
  return { message: `${error}` }
}
