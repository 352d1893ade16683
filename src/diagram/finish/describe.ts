const SVG = 'http://www.w3.org/2000/svg'

/** Says what a drawing is to those who do not see it, in place of what mermaid says. */
export function describe(svg: Element, prefix: string, title: string, description: string): void {
  for (const element of svg.querySelectorAll(':scope > title, :scope > desc')) element.remove()
  const texts = Object.entries({ title, desc: description }).filter(([, text]) => text !== '')
  svg.prepend(
    ...texts.map(([name, text]) => {
      const element = svg.ownerDocument.createElementNS(SVG, name)
      element.id = `${prefix}-${name}`
      element.textContent = text
      return element
    }),
  )
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-labelledby', `${prefix}-title`)
  if (description !== '') svg.setAttribute('aria-describedby', `${prefix}-desc`)
}
