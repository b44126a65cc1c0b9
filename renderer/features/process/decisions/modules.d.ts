declare module 'dmn-js/lib/Modeler' {
  type View = { type: string; element: { id?: string } }
  type Viewer = { on(event: string, heard: () => void): void }
  class Modeler {
    constructor(options: {
      container: HTMLElement
      common?: { additionalModules?: readonly Record<string, unknown>[] }
    })
    importXML(xml: string): Promise<unknown>
    saveXML(options: { format: boolean }): Promise<{ xml: string }>
    getViews(): View[]
    open(view: View): Promise<unknown>
    getActiveViewer(): Viewer
    destroy(): void
  }
  export = Modeler
}
