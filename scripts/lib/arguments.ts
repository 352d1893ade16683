import { InvalidArgumentError } from 'commander'
import { CatalogConfiguration } from '#model/catalog.ts'

/** What options of several programs take, for commander: the value, or a complaint that ends the program with 2. */

/** The path that a site lives under. */
export function asBase(text: string): string {
  if (CatalogConfiguration.shape.base.safeParse(text).success) return text
  throw new InvalidArgumentError('It must be a path that starts and ends with /, such as /catalog/.')
}

/** The origin of a site: without a path, which is the base, and without a user, whom every page would name. */
export function asOrigin(text: string): string {
  const url = URL.parse(text)
  const isPlain = url !== null && url.href === `${url.origin}/` && !text.includes('?') && !text.includes('#')
  if (isPlain && /^https?:$/.test(url.protocol)) return text
  throw new InvalidArgumentError('It must be an address such as https://example.org.')
}

/** A port of this machine; 0 stands for any free one. */
export function asPort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new InvalidArgumentError('It must be a number from 0 to 65535.')
}

/** Takes a whole number that is not below a least one. */
export function asNumberFrom(least: number): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
    throw new InvalidArgumentError(`It must be a whole number from ${least} on.`)
  }
}
