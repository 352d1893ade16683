import { type Completion, completionsOf } from '#decide/query/complete.ts'
import type { ReleaseTable } from '#decide/query/table.ts'
import { find } from '../dom.ts'

interface BoxActs {
  /** What completions are looked up in. */
  complete: () => Promise<ReleaseTable>
  /** The text is another one; `isDone` when it was sent. */
  typed: (isDone: boolean) => void
}

const PAUSE = 150

/** The suggestions below a box. */
interface Ways {
  offer: (ways: readonly Completion[]) => void
  /** Goes up or down; false where there is nothing to choose. */
  move: (by: number) => boolean
  chosen: () => Completion | undefined
  at: (place: number) => Completion | undefined
  isOpen: () => boolean
}

/** Offers ways to go on while a query is typed, and tells of each text once there is a pause. */
export function openBox(box: HTMLInputElement, { complete, typed }: BoxActs): void {
  const list = find<HTMLElement>('#ways')
  const ways = openWays(box, list)
  let timer: ReturnType<typeof setTimeout> | undefined

  const offer = async () => {
    const text = box.value
    const isAtEnd = box.selectionStart === text.length
    const found = isAtEnd ? completionsOf(text, await complete()) : []
    if (box.value === text && document.activeElement === box) ways.offer(found)
  }
  const close = () => ways.offer([])
  const take = (way: Completion | undefined): boolean => {
    if (way === undefined) return false
    box.value = box.value.slice(0, way.from) + way.text
    close()
    typed(false)
    if (way.text.endsWith(':')) void offer().catch(close)
    return true
  }
  const acts = new Map<string, () => boolean>([
    ['ArrowDown', () => ways.move(1)],
    ['ArrowUp', () => ways.move(-1)],
    ['Tab', () => take(ways.chosen())],
    ['Enter', () => take(ways.chosen())],
    [
      'Escape',
      () => {
        const wasOpen = ways.isOpen()
        close()
        return wasOpen
      },
    ],
  ])
  box.addEventListener('keydown', (event) => {
    if (acts.get(event.key)?.()) event.preventDefault()
  })
  box.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(() => typed(false), PAUSE)
    void offer().catch(close)
  })
  box.form?.addEventListener('submit', () => {
    clearTimeout(timer)
    close()
    typed(true)
  })
  box.addEventListener('blur', close)
  // Before the box loses its focus, which would close the list.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault()
    const way = (event.target as Element).closest('li')
    if (way) take(ways.at([...list.children].indexOf(way)))
  })
}

function openWays(box: HTMLInputElement, list: HTMLElement): Ways {
  let ways: readonly Completion[] = []
  let chosen = -1
  const draw = () => {
    list.hidden = ways.length === 0
    box.setAttribute('aria-expanded', String(ways.length > 0))
    if (chosen < 0) box.removeAttribute('aria-activedescendant')
    else box.setAttribute('aria-activedescendant', `way-${chosen}`)
    list.replaceChildren(...ways.map((way, at) => item(way, at, at === chosen)))
  }
  return {
    offer: (next) => {
      ways = next
      chosen = -1
      draw()
    },
    move: (by) => {
      if (ways.length === 0) return false
      const from = chosen < 0 && by < 0 ? 0 : chosen
      chosen = (from + by + ways.length) % ways.length
      draw()
      return true
    },
    chosen: () => ways[chosen],
    at: (place) => ways[place],
    isOpen: () => ways.length > 0,
  }
}

function item({ text, about }: Completion, at: number, isChosen: boolean): HTMLElement {
  const way = document.createElement('li')
  way.id = `way-${at}`
  way.role = 'option'
  way.ariaSelected = String(isChosen)
  const [name, said] = [document.createElement('b'), document.createElement('span')]
  said.className = 'soft'
  name.append(text)
  said.append(about)
  way.append(name, said)
  return way
}
