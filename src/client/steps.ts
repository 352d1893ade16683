/**
 * Shows the parts of a list of questions one at a time, with the one before, the one after, and where that is: "Question 1
 * of 4". An address that names a part opens it. Without a script all stand below each other.
 */
export function startSteps(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-steps]'))
    step(list, list.dataset['steps'] ?? '')
}

function step(list: HTMLElement, word: string): void {
  const parts = [...list.querySelectorAll<HTMLElement>(':scope > section')]
  const [back, place, on] = [button('← Previous'), document.createElement('span'), button('Next →')]
  const bar = document.createElement('nav')
  bar.ariaLabel = `${word}s`
  place.role = 'status'
  bar.append(back, place, on)
  list.append(bar)
  let at = 0
  const show = (to: number) => {
    at = Math.max(0, Math.min(to, parts.length - 1))
    for (const [i, part] of parts.entries()) part.hidden = i !== at
    place.textContent = `${word} ${at + 1} of ${parts.length}`
    // Focus stays on a button that has nothing more to do.
    back.ariaDisabled = at === 0 ? 'true' : null
    on.ariaDisabled = at === parts.length - 1 ? 'true' : null
  }
  const open = () => {
    const named = parts.findIndex(({ id }) => `#${id}` === location.hash)
    if (named >= 0) show(named)
  }
  const go = (to: number) => {
    show(to)
    history.replaceState(null, '', `#${parts[at]?.id}`)
  }
  back.addEventListener('click', () => go(at - 1))
  on.addEventListener('click', () => go(at + 1))
  addEventListener('hashchange', open)
  show(0)
  open()
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'btn'
  made.textContent = text
  return made
}
