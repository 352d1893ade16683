import { LIMITS, type Limits } from '#parse/limits.ts'

/** Small limits, so that a test of a limit is a short text. */
export const SMALL: Limits = { bytes: 2_000, depth: 4, keys: 3, items: 20, stringLength: 10 }

export const DOSSIER = LIMITS.dossier

/** Text or bytes as a file would hold them. */
export function bytes(content: string | number[]): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content)
}

/** The value behind a door that should be open. */
export function opened<T>(door: { ok: true; value: T } | { ok: false; findings: unknown[] }): T {
  if (!door.ok) throw new Error(`refused: ${JSON.stringify(door.findings)}`)
  return door.value
}

/** The codes of a door that should be shut; empty when it is open. */
export function codes(door: { ok: boolean; findings?: { code: string }[] }): string[] {
  return (door.findings ?? []).map((finding) => finding.code)
}
