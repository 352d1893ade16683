import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { render } from '#diagram/render.ts'
import { fixtures } from '../../diagram/fixtures.ts'
import { launch } from '../browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const TITLE = 'Way of a "release" & more'
const DESCRIPTION = 'From draft to done.'

test.each(fixtures.filter(({ name }) => ['decision', 'release-states', 'smoke'].includes(name)))(
  'a screen reader announces the title and the description of $name',
  async ({ source }) => {
    const { svg } = await render(source, { title: TITLE, description: DESCRIPTION })
    const page = await browser.newPage()
    await page.setContent(`<!doctype html><title>x</title><main>${svg}</main>`)
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const images = nodes.filter(({ ignored, role }) => !ignored && role?.value === 'image')
    expect(images).toMatchObject([{ name: { value: TITLE }, description: { value: DESCRIPTION } }])
    await page.close()
  },
)

test.each([
  ['light', [223, 242, 230]],
  ['dark', [18, 49, 31]],
] as const)('a diagram in an image follows its page into %s', async (colorScheme, wash) => {
  const { svg } = await render('flowchart LR\n  a[Draft]:::go', { title: TITLE, description: '' })
  const page = await browser.newPage({ colorScheme })
  await page.setContent(`<!doctype html><style>:root{color-scheme:light dark}</style>
    <img alt="" src="data:image/svg+xml,${encodeURIComponent(svg)}">`)
  const shot = await page.locator('img').screenshot()
  expect(await share(page, shot, wash)).toBeGreaterThan(0.2)
  await page.close()
})

/** How much of a screenshot has exactly one color. */
function share(page: Page, shot: Buffer, color: readonly number[]): Promise<number> {
  return page.evaluate(
    async ([bytes, [red, green, blue]]) => {
      const { width, height, data } = await decode(new Blob([new Uint8Array(bytes)]))
      let count = 0
      for (let n = 0; n < data.length; n += 4) {
        if (data[n] === red && data[n + 1] === green && data[n + 2] === blue) count++
      }
      return count / (width * height)

      async function decode(blob: Blob): Promise<ImageData> {
        const image = await createImageBitmap(blob)
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
        if (!context) throw new Error('There is no canvas.')
        context.drawImage(image, 0, 0)
        return context.getImageData(0, 0, image.width, image.height)
      }
    },
    [[...shot], color] as const,
  )
}
