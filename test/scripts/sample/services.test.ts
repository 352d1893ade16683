import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CatalogConfiguration } from '#model/catalog.ts'
import { Service } from '#model/service.ts'
import { readSample } from '#sample/story.ts'

const pages = readdirSync('test/sample/services')
const text = (path: string) => readFileSync(path, 'utf8')
const frontMatter = (path: string): unknown => parse(text(path).split(/^---$/m)[1] ?? '')
const services = pages.map((name) => Service.parse(frontMatter(`test/sample/services/${name}`)))

describe('the sample catalog', () => {
  test('has a configuration that says it is a reconstruction', () => {
    const catalog = CatalogConfiguration.parse(parse(text('test/sample/catalog.yaml')))
    expect(catalog.description).toContain('reconstruction')
    expect(catalog.environments.map(({ id }) => id)).toEqual(['dev', 'ci', 'staging', 'production'])
  })

  test('names each service after its file', () => {
    expect(services.map(({ id }) => `${id}.mdx`)).toEqual(pages)
  })

  test('has services that are released and contexts that are not, with every isolation state', () => {
    const states = new Set(services.flatMap(({ isolation }) => isolation?.state ?? []))
    expect(services.filter(({ tag }) => tag !== undefined).length).toBeGreaterThanOrEqual(6)
    expect(services.some(({ kind, tag }) => kind === 'bounded-context' && tag === undefined)).toBe(true)
    expect(states).toEqual(new Set(['in-monolith', 'boundary-drawn', 'separately-releasable']))
  })

  test('depends only on services that exist', () => {
    const ids = new Set(services.map(({ id }) => id))
    expect(services.flatMap(({ dependsOn }) => dependsOn).filter((id) => !ids.has(id))).toEqual([])
  })

  test('has a story for every released service, with the same form of tags', () => {
    const told = readSample('test/sample').stories.map(({ service, tag }) => [service, tag])
    const released = services.filter(({ tag }) => tag !== undefined).map(({ id, tag }) => [id, tag])
    expect(told.toSorted()).toEqual(released.toSorted())
  })

  // Between brackets YAML takes a comma for the end of an item, and no schema can tell half a sentence from a whole one.
  test('writes no objective between brackets, where its commas would split it', () => {
    const inBrackets = pages.filter((name) => /^slo: \[[^'"\]]*,/m.test(text(`test/sample/services/${name}`)))
    expect(inBrackets).toEqual([])
    expect(
      services.flatMap(({ slo }) => slo).filter((each) => /^(over|99 % of the time)/.test(each)),
    ).toEqual([])
  })
})
