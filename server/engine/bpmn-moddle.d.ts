declare module 'bpmn-moddle' {
  /** A node of the parsed drawing; what its properties hold depends on `$type` and is checked where it is read. */
  export interface ModdleElement {
    readonly $type: string
    readonly $attrs: Readonly<Record<string, string>>
    readonly $parent?: ModdleElement
    readonly id?: string
    readonly name?: string
    get(name: string): unknown
  }
  export interface ModdleWarning {
    readonly message: string
    readonly property?: string
    readonly value?: string
    readonly element?: ModdleElement
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly ModdleWarning[] }>
  }
}

declare module 'dmn-moddle' {
  import type { ModdleElement, ModdleWarning } from 'bpmn-moddle'
  export class DmnModdle {
    constructor(packages?: Record<string, unknown>)
    fromXML(xml: string): Promise<{ rootElement: ModdleElement; warnings: readonly ModdleWarning[] }>
  }
}
