import { isVersion } from '#decide/lib/order.ts'
import type { Service } from '#model/service.ts'

type Pattern = { service: Service; before: string; after: string }

/**
 * Finds the service of a tag by the configured patterns. A pattern that leaves a semantic version wins over one that
 * does not, then the one with more literal text, then the service's order.
 * @param services in (order, id).
 */
export function patternMatcher(
  services: readonly Service[],
): (tag: string) => { service: Service; version: string } | null {
  const patterns = services.flatMap((service) => patternOf(service)).sort((a, b) => literal(b) - literal(a))
  return (tag) => {
    const matching = patterns.flatMap((pattern) => {
      const version = versionIn(tag, pattern)
      return version === null ? [] : [{ service: pattern.service, version }]
    })
    return matching.find(({ version }) => isVersion(version)) ?? matching[0] ?? null
  }
}

function patternOf(service: Service): Pattern[] {
  if (service.tag === undefined) return []
  const [before = '', after = ''] = service.tag.split('{version}')
  return [{ service, before, after }]
}

function literal({ before, after }: Pattern): number {
  return before.length + after.length
}

function versionIn(tag: string, { before, after }: Pattern): string | null {
  if (tag.length <= before.length + after.length) return null
  if (!tag.startsWith(before) || !tag.endsWith(after)) return null
  return tag.slice(before.length, tag.length - after.length)
}
