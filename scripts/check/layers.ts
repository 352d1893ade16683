import type { Import } from './imports.ts'

interface Layer {
  /** Folders of ours that it may import besides itself. */
  ours: readonly string[]
  /** The only packages it may import, builtin modules included. Left out: any but Astro's. */
  packages?: readonly string[]
}

const PURE = ['src/model', 'src/decide', 'src/messages']
const SHOWN = ['src/messages', 'src/views', 'src/components', 'src/layouts', 'src/styles', 'src/client']
/** The houses of `scripts` from the ground up: each may import those before it. */
const FLOORS = ['lib', 'parse', 'verify', 'formats', 'store', 'ledger', 'collect', 'commands'].map(
  (name) => `scripts/${name}`,
)
/** The programs above them. */
const PROGRAMS = ['build', 'serve', 'start', 'check', 'sample', 'bench'].map((name) => `scripts/${name}`)

/** Who may import what. Nothing else is allowed, also not for a type alone. */
const LAYERS: Readonly<Record<string, Layer>> = {
  'src/model': { ours: [], packages: ['zod'] },
  'src/decide': { ours: ['src/model'], packages: ['semver', 'canonicalize'] },
  'src/messages': { ours: ['src/model', 'src/decide'], packages: [] },
  'src/views': { ours: PURE, packages: [] },
  'src/diagram': { ours: [] },
  // A list of releases has one row function, for the server and for the filter in the browser. Published evidence is read
  // again in the browser by the readers that read it first: a build fails over one that needs more than a browser has.
  'src/client': {
    ours: [...PURE, 'src/components', 'scripts/parse', 'scripts/formats'],
    packages: [],
  },
  'src/styles': { ours: [], packages: [] },
  'src/components': { ours: SHOWN, packages: [] },
  'src/layouts': { ours: SHOWN, packages: [] },
  'src/data': { ours: [...PURE, 'src/views', 'src/diagram'] },
  'src/pages': { ours: [...PURE, ...SHOWN, 'src/data'] },
  src: { ours: [...PURE, 'src/data'] },
  content: { ours: SHOWN, packages: [] },
  ...Object.fromEntries(FLOORS.map((floor, at) => [floor, { ours: [...PURE, ...FLOORS.slice(0, at)] }])),
  // An audit makes the published documents again, which are views of what was collected.
  'scripts/commands': { ours: [...PURE, 'src/views', ...FLOORS] },
  ...Object.fromEntries(
    PROGRAMS.map((name) => [name, { ours: [...PURE, 'src/diagram', ...FLOORS, ...PROGRAMS] }]),
  ),
  scripts: { ours: [...PURE, ...FLOORS, ...PROGRAMS] },
}

/** Astro's own packages, which need its build. */
const WITH_ASTRO = ['src', 'src/data', 'src/pages']

/** Says which imports break the layers: upwards, into a package that a layer does without, or by a path of the wrong kind. */
export function findImportViolations(imports: readonly Import[]): string[] {
  return imports.flatMap(violationsOf)
}

function violationsOf({ from, specifier, to }: Import): string[] {
  const layer = layerOf(from)
  const rule = LAYERS[layer]
  if (!rule) return [`${from} is in no layer. Give its folder one in scripts/check/layers.ts.`]
  const says = `${from} imports ${specifier}`
  if (to === null) return isAllowed(layer, rule, specifier) ? [] : [`${says}, which ${layer} does without.`]
  const target = layerOf(to)
  const isRelative = specifier.startsWith('.')
  if (target === layer) return isRelative ? [] : [`${says}: write a relative path inside one folder.`]
  if (!rule.ours.includes(target)) return [`${says}: ${layer} may not import ${target}.`]
  return isRelative ? [`${says}: write a path with # into another folder.`] : []
}

function isAllowed(layer: string, { packages }: Layer, specifier: string): boolean {
  const [first = '', second = ''] = specifier.split('/')
  const name = first.startsWith('@') ? `${first}/${second}` : first
  if (packages) return packages.includes(name)
  return !/^astro\b/.test(name) || WITH_ASTRO.includes(layer)
}

/** `src/views/release/page.ts` → `src/views`, `scripts/start.ts` → `scripts`. */
function layerOf(path: string): string {
  const [root = '', folder = '', file] = path.split('/')
  return root === 'content' || file === undefined ? root : `${root}/${folder}`
}
