import { CliError } from '#lib/cli-error.ts'
import { printable } from '#lib/text.ts'
import { InputRegister, RegisterName } from '#model/inputs.ts'
import { readFolder } from './read-yaml-files.ts'

/**
 * Reads the registers in a folder, in their usual order; null, or a folder that is not there, holds none.
 * @throws CliError 2 that names the file: one that is not as the model says, a register that two files hold, an id that two
 *   items have.
 */
export function readInputs(folder: string | null): InputRegister[] {
  const found = folder === null ? [] : readFolder(folder, '.yaml', InputRegister)
  const owners = new Map<string, string>()
  const claim = (key: string, what: string, file: string) => {
    const other = owners.get(key)
    if (other !== undefined)
      throw new CliError(
        `${printable(file)} and ${printable(other)} both hold ${printable(what)}. Keep one of them.`,
      )
    owners.set(key, file)
  }
  for (const { file, value } of found) {
    claim(`register ${value.register}`, `register: ${value.register}`, file)
    for (const { id } of value.items) claim(`item ${id}`, `an item ${id}`, file)
  }
  const order = RegisterName.options
  return found.map(({ value }) => value).sort((a, b) => order.indexOf(a.register) - order.indexOf(b.register))
}
