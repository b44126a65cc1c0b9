declare module 'bpmn-moddle' {
  /** A node of the drawing's meaning (its «business object»); what its properties hold depends on `$type`. */
  export type Bo = {
    readonly $type: string
    readonly $parent?: Bo
    readonly $attrs: Readonly<Record<string, unknown>>
    readonly id?: string
    readonly name?: string
    $instanceOf(type: string): boolean
    get(name: string): unknown
    set(name: string, value: unknown): void
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    fromXML(xml: string): Promise<{ rootElement: Bo; warnings: readonly { message: string }[] }>
    toXML(element: Bo, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
declare module 'bpmn-auto-layout' {
  export function layoutProcess(xml: string): Promise<string>
}
declare module 'bpmn-js-differ' {
  import type { Bo } from 'bpmn-moddle'

  type Attribute = { oldValue: unknown; newValue: unknown }
  export function diff(
    before: Bo,
    after: Bo,
  ): {
    _added: Record<string, Bo>
    _removed: Record<string, Bo>
    _layoutChanged: Record<string, Bo>
    _changed: Record<string, { model: Bo; attrs: Record<string, Attribute> }>
  }
}
declare module 'bpmnlint' {
  import type { Bo } from 'bpmn-moddle'
  /** Where a rule tells what it has found; the screen has the words by the rule's name. */
  export type Reporter = { report(id: string, message: string): void }
  export type Rule = { check(node: Bo, reporter: Reporter): void }
  export type RuleFactory = (config?: unknown) => Rule
  export type Report = { id: string; message: string; category: string }
  export type LinterOptions = {
    config: { rules: Record<string, 'error' | 'warn'> }
    resolver: { resolveRule(pkg: string, name: string): RuleFactory | undefined; resolveConfig(): never }
  }
}
declare module 'bpmnlint/lib/linter' {
  import type { Bo } from 'bpmn-moddle'
  import type { LinterOptions, Report } from 'bpmnlint'

  class Linter {
    constructor(options: LinterOptions)
    lint(root: Bo): Promise<Record<string, Report[]>>
  }
  export = Linter
}
declare module 'bpmnlint/rules/*' {
  import type { RuleFactory } from 'bpmnlint'

  const factory: RuleFactory
  export = factory
}
declare module 'diagram-js-minimap' {
  const minimap: Record<string, unknown>
  export = minimap
}
declare module 'bpmn-js-token-simulation' {
  const simulation: Record<string, unknown>
  export = simulation
}
