import type { z } from 'zod'

type Fill = (value: unknown) => void

interface Definition {
  type: string
  innerType?: z.core.$ZodType
  element?: z.core.$ZodType
  shape?: Readonly<Record<string, z.core.$ZodType>>
  defaultValue?: unknown
}

/**
 * Makes a reader for documents that this schema has accepted before and nobody changed since, which a digest proves:
 * it adds what the schema's defaults add and checks nothing, in a twentieth of the time. The value is filled in place.
 */
export function trusting<T extends z.core.$ZodType>(schema: T): (accepted: unknown) => z.core.output<T> {
  const fill = filler(schema)
  return (accepted) => {
    fill?.(accepted)
    return accepted as z.core.output<T>
  }
}

/** Null for a schema below which there is no default. */
function filler(schema: z.core.$ZodType): Fill | null {
  const { type, innerType, element, shape } = definition(schema)
  if (type === 'object' && shape) return objectFiller(shape)
  if (type === 'array' && element) return arrayFiller(element)
  return innerType ? filler(innerType) : null
}

function objectFiller(shape: Readonly<Record<string, z.core.$ZodType>>): Fill | null {
  const fields = Object.entries(shape).flatMap(([key, schema]) => {
    const { type } = definition(schema)
    const fill = filler(schema)
    return type === 'default' || fill ? [{ key, schema, isDefault: type === 'default', fill }] : []
  })
  if (fields.length === 0) return null
  return (value) => {
    if (typeof value !== 'object' || value === null) return
    const object = value as Record<string, unknown>
    for (const { key, schema, isDefault, fill } of fields)
      if (object[key] !== undefined) fill?.(object[key])
      else if (isDefault) object[key] = definition(schema).defaultValue
  }
}

function arrayFiller(element: z.core.$ZodType): Fill | null {
  const fill = filler(element)
  return fill && ((value) => Array.isArray(value) && value.forEach(fill))
}

function definition(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition
}
