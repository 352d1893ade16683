import type { z } from 'zod'

type Certain = (value: unknown) => boolean

/** The parts of schemas and checks that are looked into. */
interface Definition {
  type: string
  check?: string
  checks?: readonly { _zod: { def: Check } }[]
  innerType?: z.core.$ZodType
  element?: z.core.$ZodType
  shape?: Readonly<Record<string, z.core.$ZodType>>
  catchall?: z.core.$ZodType
}

interface Check {
  check?: string
  format?: string
  pattern?: RegExp
  minimum?: number
  maximum?: number
  value?: number
  inclusive?: boolean
}

/**
 * Makes a quick look at JSON values that are nearly always right. True: the schema would take the value as it is, but for
 * defaults that it would add. False says nothing: the schema itself has to be asked, which also says what is wrong. What
 * this does not know of a schema it is never certain of.
 */
export function certainly(schema: z.core.$ZodType): Certain {
  const definition = schema._zod.def as Definition
  if (definition.checks?.length && !CHECKING.has(definition.type)) return NEVER
  return KINDS[definition.type]?.(definition, schema) ?? NEVER
}

const NEVER: Certain = () => false

/** The kinds whose own checks are looked into. */
const CHECKING: ReadonlySet<string> = new Set(['string', 'number', 'array'])

const KINDS: Record<string, (definition: Definition, schema: z.core.$ZodType) => Certain> = {
  string: (definition) => checked((value) => typeof value === 'string', definition),
  number: (definition) => checked(Number.isFinite, definition),
  boolean: () => (value) => typeof value === 'boolean',
  enum: oneOf,
  literal: oneOf,
  optional: (definition) => or(undefined, definition),
  default: (definition) => or(undefined, definition),
  nullable: (definition) => or(null, definition),
  array: listOf,
  object: objectOf,
}

function oneOf(_: Definition, { _zod: { values } }: z.core.$ZodType): Certain {
  return (value) => values?.has(value as z.core.util.Primitive) ?? false
}

function or(other: undefined | null, { innerType }: Definition): Certain {
  const inner = innerType ? certainly(innerType) : NEVER
  return (value) => value === other || inner(value)
}

function listOf(definition: Definition): Certain {
  const each = definition.element ? certainly(definition.element) : NEVER
  const isList = checked(Array.isArray, definition)
  return (value) => isList(value) && (value as readonly unknown[]).every(each)
}

/** Only strict objects: others drop or keep the keys that they do not name. */
function objectOf({ shape = {}, catchall }: Definition): Certain {
  if (catchall?._zod.def.type !== 'never') return NEVER
  const fields = new Map(Object.entries(shape).map(([key, schema]) => [key, certainly(schema)]))
  const needed = Object.keys(shape).filter((key) => shape[key]?._zod.optin === undefined)
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const object = value as Readonly<Record<string, unknown>>
    for (const key of Object.keys(object)) if (!fields.get(key)?.(object[key])) return false
    return needed.every((key) => Object.hasOwn(object, key))
  }
}

function checked(isKind: Certain, definition: Definition): Certain {
  // A schema such as that of a date is a check too.
  const own: Check[] = definition.check === undefined ? [] : [definition]
  const all = [...own, ...(definition.checks ?? []).map((each) => each._zod.def)]
  const holds = all.map((check) => CHECKS[check.check ?? '']?.(check) ?? NEVER)
  const [first, second, third] = holds
  if (!first) return isKind
  if (!second) return (value) => isKind(value) && first(value)
  if (!third) return (value) => isKind(value) && first(value) && second(value)
  return (value) => isKind(value) && holds.every((check) => check(value))
}

/** What a check asks of a value of its kind. */
const CHECKS: Record<string, (check: Check) => Certain> = {
  // Lengths are counted in characters, of which one takes up to two units.
  min_length: ({ minimum = 0 }) => ((value: string) => value.length >= 2 * minimum - 1) as Certain,
  max_length: ({ maximum = 0 }) => ((value: string) => value.length <= maximum) as Certain,
  greater_than: ({ value: limit = 0, inclusive }) =>
    ((value: number) => (inclusive ? value >= limit : value > limit)) as Certain,
  less_than: ({ value: limit = 0, inclusive }) =>
    ((value: number) => (inclusive ? value <= limit : value < limit)) as Certain,
  number_format: ({ format }) => (format === 'safeint' ? Number.isSafeInteger : NEVER),
  string_format: ({ format = '', pattern }) =>
    pattern && !isStateful(pattern) && PATTERNS.has(format)
      ? (((value: string) => pattern.test(value)) as Certain)
      : NEVER,
}

/** One that goes on where it stopped answers differently each time. */
function isStateful({ global, sticky }: RegExp): boolean {
  return global || sticky
}

/** Formats that are a pattern and nothing else. */
const PATTERNS = new Set(['regex', 'datetime', 'date'])
