import { parseXml } from '@rgrove/parse-xml'
import { describe, expect, test } from 'vitest'
import { render } from '#diagram/render.ts'
import { expectedFile, fixtures } from './fixtures.ts'

/** Rewrites the expected pictures when it is run with `--update`; look at them before you keep them. */
describe('a diagram is drawn as it was approved', () => {
  test.each(fixtures)('$name', async ({ name, source }) => {
    const { svg } = await render(source, { title: `The ${name} diagram`, description: '' })
    expect(() => parseXml(svg)).not.toThrow()
    await expect(svg.replaceAll('><', '>\n<')).toMatchFileSnapshot(expectedFile(name))
  })
})
