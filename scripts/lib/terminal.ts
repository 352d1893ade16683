import { styleText } from 'node:util'

/** Where an answer goes: a person's terminal, or a file, a pipe or a log. */
export type Display = {
  isTerminal: boolean
  /** Colors text; anywhere but on a terminal that shows colors, the text stays as it is. */
  paint: (color: 'green' | 'red' | 'yellow' | 'bold' | 'dim', text: string) => string
}

/** What a stream leads to. `NO_COLOR`, `--no-color` and a terminal without colors are respected. */
export function displayOf(stream: NodeJS.WriteStream): Display {
  const isTerminal = stream.isTTY === true
  const isColored = isTerminal && stream.hasColors()
  return {
    isTerminal,
    paint: (color, text) => (isColored ? styleText(color, text, { validateStream: false }) : text),
  }
}
