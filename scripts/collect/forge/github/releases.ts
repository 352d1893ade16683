import { hash } from 'node:crypto'
import { lineOf } from '#lib/text.ts'
import type { GithubRelease } from '#model/github.ts'
import { ARCHIVE_LIMITS } from '#parse/limits.ts'
import { archiveReader } from '../../sources/archive-cache.ts'
import { ABSENT, type Lookup, type Source } from '../../sources/source.ts'
import type { Download } from './download.ts'
import { type AssetShape, address, type ReleaseShape, readInstant, sha256Hex } from './shapes.ts'

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
export function releaseSource(releases: Releases, keep: Download): Source {
  const find = (tag: string, name: string | undefined) =>
    releases.get(tag)?.assets.find((each) => each.name === name && each.state === 'uploaded')
  const inside = archiveReader()
  const read = async (tag: string, name: string, most: number): Promise<Lookup> => {
    const asset = find(tag, name)
    return asset ? keep(recordOf(asset), most) : ABSENT
  }
  return {
    name: 'release',
    dossier: ({ tag }, most) => read(tag, 'dossier.json', most),
    evidence: async ({ tag }, { asset, path }, most) => {
      if (asset === undefined) return null
      if (path === undefined) return read(tag, asset, most)
      const found = find(tag, asset)
      if (found === undefined) return ABSENT
      const record = recordOf(found)
      return inside(record.key, () => keep(record, ARCHIVE_LIMITS.bytes), path, most)
    },
    recorded: async ({ tag }, { asset, path }) => {
      const found = path === undefined ? find(tag, asset) : undefined
      return found ? { sha256: sha256Hex(found.digest) } : null
    },
    beside: async ({ tag }, { asset, path }) =>
      asset === undefined || path !== undefined
        ? null
        : (releases.get(tag)?.assets ?? []).map(({ name }) => name),
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
    sha256: sha256Hex(digest),
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
    publishedAt: readInstant(published_at),
    prerelease,
    immutable: immutable ?? null,
    assets: assets
      .map(({ name, size, digest }) => ({ name: lineOf(name, 300), bytes: size, sha256: sha256Hex(digest) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}
