import { type DiagramFile, type DiagramFolders, described, drawFile } from './files.ts'
import { DiagramError } from './job.ts'

/** A node of a Markdown tree, as far as it matters here. */
interface MarkdownNode {
  type: string
  lang?: string | null
  value?: string
  position?: { start: { line: number } } | undefined
  children?: MarkdownNode[]
  /** What becomes of a node that HTML does not know. */
  data?: { hName: string; hProperties?: Record<string, unknown> }
}

export interface RemarkDiagramOptions extends DiagramFolders {
  /** Address of the folder in which the files will be: `/base/diagrams/`. */
  address: string
  /** Show the source and the reason instead of failing, when a diagram cannot be drawn. */
  lenient: boolean
}

/**
 * A remark plugin: each ```` ```mermaid ```` block becomes an image of it, with its description below and its source as
 * text to unfold. A block that cannot be drawn is an error that names file, line and reason.
 */
export function remarkDiagrams(options: RemarkDiagramOptions) {
  return async (tree: object, file: { path?: string }): Promise<void> => {
    for (const block of blocks(tree as MarkdownNode))
      Object.assign(block, await figure(block, options, file.path ?? 'Markdown'))
  }
}

function blocks(node: MarkdownNode): MarkdownNode[] {
  if (node.type === 'code' && node.lang === 'mermaid') return [node]
  return (node.children ?? []).flatMap(blocks)
}

async function figure(
  block: MarkdownNode,
  options: RemarkDiagramOptions,
  path: string,
): Promise<MarkdownNode> {
  const source = block.value ?? ''
  const { title, description } = described(source, 'Diagram')
  try {
    const drawn = await drawFile(source, { title, description }, options)
    return element('figure', {}, [
      image(drawn, title, options.address),
      ...(description ? [element('figcaption', {}, [text(description)])] : []),
      element('details', {}, [element('summary', {}, [text('The diagram as text')]), code(source)]),
    ])
  } catch (error) {
    if (!(error instanceof DiagramError)) throw error
    const line = (block.position?.start.line ?? 0) + (error.line ?? 0)
    const reason = `${path}:${line}: The diagram cannot be drawn: ${error.message}`
    if (!options.lenient) throw new Error(reason, { cause: error })
    const shown = `This diagram cannot be drawn: ${error.message}`
    return element('div', { className: ['notice', 'bad'] }, [element('p', {}, [text(shown)]), code(source)])
  }
}

function image({ name, width, height }: DiagramFile, alt: string, address: string): MarkdownNode {
  return element('img', { src: `${address}${name}`, width, height, alt, loading: 'lazy' }, [])
}

function code(source: string): MarkdownNode {
  return element('pre', { tabIndex: 0 }, [element('code', {}, [text(source)])])
}

function text(value: string): MarkdownNode {
  return { type: 'text', value }
}

/** An element without a counterpart in Markdown. */
function element(
  hName: string,
  hProperties: Record<string, unknown>,
  children: MarkdownNode[],
): MarkdownNode {
  return { type: 'diagram', data: { hName, hProperties }, children }
}
