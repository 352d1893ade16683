/**
 * Moves an RFC 3339 instant by minutes and keeps its offset, so that the sample's clocks stay in their zones.
 */
export function shifted(at: string, minutes: number): string {
  const zone = at.endsWith('Z') ? 'Z' : at.slice(-6)
  const offset =
    zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)))
  const local = new Date(Date.parse(at) + (minutes + offset) * 60_000)
  return `${local.toISOString().slice(0, 19)}${zone}`
}

/** The same moment in UTC, seconds precise, as machines write it. */
export function utc(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
