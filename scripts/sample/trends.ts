import type { KpiStory, LastingEntry, Release, Sample, Story } from './story.ts'

/** The KPIs of a release: the story's, with the value measured for it and the release before as baseline. */
export function kpisOf(story: Story, release: Release, sample: Sample): object[] {
  const before = measuredReleases(story, release)
  return story.kpis
    .filter(({ from }) => from === undefined || position(story, from) <= position(story, release.version))
    .flatMap(({ fields }) => {
      const value = measuredValue(fields, release, sample)
      if (value === null) return []
      const baseline = before
        .map((each) => ({ release: each.version, value: measuredValue(fields, each, sample) }))
        .find((each) => each.value !== null)
      return [{ ...fields, value, ...(baseline ? { baseline } : {}) }]
    })
}

/** The hot spots of a release: open, then being worked on, then resolved, then gone from the next one on. */
export function hotSpotsOf(story: Story, release: Release): object[] {
  return carried(story, release, story.hotSpots).map(({ span, fields }) => {
    const now = position(story, release.version)
    const resolved = span.until !== undefined && position(story, span.until) <= now
    const working = span.worked !== undefined && position(story, span.worked) <= now
    const status = resolved ? 'resolved' : working ? 'isolating' : 'open'
    return { ...fields, status, firstSeen: span.from, ...(resolved ? { resolvedIn: span.until } : {}) }
  })
}

/** The risks of a release: open (or what the story says of them) until mitigated, then gone. */
export function risksOf(story: Story, release: Release): object[] {
  return carried(story, release, story.risks).map(({ span, fields }) =>
    span.until === release.version ? { ...fields, status: 'mitigated' } : { status: 'open', ...fields },
  )
}

function carried(story: Story, release: Release, all: readonly LastingEntry[]): LastingEntry[] {
  const now = position(story, release.version)
  return all.filter(({ span }) => {
    const end = span.until === undefined ? Number.POSITIVE_INFINITY : position(story, span.until)
    return position(story, span.from) <= now && now <= end
  })
}

/** Earlier releases with a dossier, newest first. */
function measuredReleases(story: Story, release: Release): Release[] {
  return story.releases
    .slice(0, position(story, release.version))
    .filter((each) => each.dossier !== undefined && each.damage === undefined)
    .reverse()
}

function measuredValue(kpi: KpiStory['fields'], release: Release, sample: Sample): number | null {
  const { evidence, metric } = kpi
  if (evidence === undefined || metric === undefined || release.evidence.without.includes(evidence))
    return null
  return (
    release.evidence.measured[evidence]?.[metric] ?? sample.artifacts[evidence]?.metrics?.[metric] ?? null
  )
}

function position(story: Story, version: string): number {
  const found = story.releases.findIndex((each) => each.version === version)
  if (found < 0) throw new Error(`The sample's ${story.service} has no release ${version}.`)
  return found
}
