import type { Links } from '#messages/links.ts'
import type { HotSpotTrend } from '#model/service-history.ts'
import { count } from '../format.ts'

const KINDS = {
  expensive: 'computationally expensive',
  contention: 'contention',
  isolate: 'to be isolated',
} as const

const TONES = { open: 'bad', isolating: 'warn', resolved: 'ok' } as const

export type HotSpotRow = ReturnType<typeof hotSpotRow>

/** A hot spot with its way through the releases. */
export function hotSpotRow(spot: HotSpotTrend, links: Links) {
  const { path, status, action, firstSeen, resolvedIn, carrier, version } = spot
  const running = spot.running > 0 ? `, ${spot.running} running` : ''
  return {
    path,
    action,
    kind: KINDS[spot.kind],
    isolateFor: spot.isolateFor.join(', '),
    status,
    tone: TONES[status],
    firstSeen,
    resolvedIn,
    carrier: `${carrier} ${version}`,
    href: links.release(carrier, version),
    carried: `${count(spot.releases, 'release')}${running}`,
  }
}
