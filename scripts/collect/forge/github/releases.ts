import { hash } from 'node:crypto'
import { lineOf } from '#lib/text.ts'
import type { GithubRelease } from '#model/github.ts'
import { ARCHIVE_LIMITS, LIMITS } from '#parse/limits.ts'
import { makeInside } from '../../sources/archive-cache.ts'
import { ABSENT, type Held, type Source } from '../../sources/source.ts'
import type { Keeper } from './download.ts'
import { type AssetShape, address, digestOf, instant, type ReleaseShape } from './shapes.ts'

/** Published releases by the name of their tag. */
export type Releases = ReadonlyMap<string, ReleaseShape>

/** Drafts have no tag yet; of two releases of one tag GitHub shows the first. */
export function releasesByTag(releases: readonly ReleaseShape[]): Releases {
  const byTag = new Map<string, ReleaseShape>()
  for (const release of releases)
    if (!release.draft && !byTag.has(release.tag_name)) byTag.set(release.tag_name, release)
  return byTag
}

/** Assets of GitHub releases: `dossier.json`, and evidence by the name of its asset, or by its path inside of one. */
export function releaseSource(releases: Releases, keep: Keeper): Source {
  const find = (tag: string, name: string | undefined) =>
    releases.get(tag)?.assets.find((each) => each.name === name && each.state === 'uploaded')
  const inside = makeInside()
  const read = async (tag: string, name: string, most: number): Promise<Held> => {
    const asset = find(tag, name)
    return asset ? keep(recordOf(asset), most) : ABSENT
  }
  return {
    name: 'release',
    dossier: ({ tag }) => read(tag, 'dossier.json', LIMITS.dossier.bytes),
    evidence: async ({ tag }, { asset, path }) => {
      if (asset === undefined) return null
      if (path === undefined) return read(tag, asset, LIMITS.evidence.bytes)
      const found = find(tag, asset)
      if (found === undefined) return ABSENT
      const record = recordOf(found)
      return inside(record.key, () => keep(record, ARCHIVE_LIMITS.bytes), path, LIMITS.evidence.bytes)
    },
    recorded: async ({ tag }, { asset, path }) => {
      const found = path === undefined ? find(tag, asset) : undefined
      return found ? { sha256: digestOf(found.digest) } : null
    },
    state: async ({ tag }) => {
      const release = releases.get(tag)
      return release ? hash('sha256', JSON.stringify(release)) : ''
    },
  }
}

function recordOf({ id, name, size, digest, updated_at }: AssetShape) {
  return {
    question: {
      what: `the asset ${name}`,
      route: 'GET /repos/{owner}/{repo}/releases/assets/{asset_id}',
      parameters: { asset_id: id },
    },
    source: 'asset' as const,
    path: name,
    key: `asset ${id} ${size} ${digest} ${updated_at}`,
    sha256: digestOf(digest),
    bytes: size,
  }
}

/** What a release's record says, of the parts that are shown. */
export function releaseFacts(release: ReleaseShape | undefined): GithubRelease | null {
  if (release === undefined) return null
  const { html_url, author, published_at, prerelease, immutable, assets } = release
  return {
    url: address(html_url),
    author: author && lineOf(author.login, 200),
    publishedAt: instant(published_at),
    prerelease,
    immutable: immutable ?? null,
    assets: assets
      .map(({ name, size, digest }) => ({ name: lineOf(name, 300), bytes: size, sha256: digestOf(digest) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
