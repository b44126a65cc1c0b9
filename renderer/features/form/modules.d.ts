// The parts of the form programs that are used here, in types: their own lead into services that have none.
declare module '@bpmn-io/form-js' {
  export type FieldInstance = { id: string; valuePath?: readonly (string | number)[] }
  type Module = Record<string, unknown>
  export class Form {
    constructor(options: { container: HTMLElement; debounce?: boolean; additionalModules?: readonly Module[] })
    importSchema(schema: object, data?: object): Promise<unknown>
    on(event: string, heard: (event: { data: Record<string, unknown>; errors: Record<string, unknown> }) => void): void
    submit(): { data: Record<string, unknown>; errors: Record<string, unknown> }
    destroy(): void
  }
  export class FormEditor {
    constructor(options: { container: HTMLElement })
    importSchema(schema: object): Promise<unknown>
    saveSchema(): Record<string, unknown>
    get(name: 'eventBus'): {
      on(event: string, heard: (event: { context: { formField: Record<string, unknown> } }) => void): void
    }
    on(event: string, heard: () => void): void
    destroy(): void
  }
}
