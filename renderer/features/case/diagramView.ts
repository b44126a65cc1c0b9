import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

type Canvas = {
  addMarker(id: string, marker: string): void
  removeMarker(id: string, marker: string): void
  zoom(level: number | 'fit-viewport', center?: 'auto'): number
  zoom(): number
  resized(): void
}
type Registry = { get(id: string): unknown }
export type Marks = { active: readonly string[]; failed: readonly string[]; visited: readonly string[] }
export type DiagramView = {
  show(xml: string, marks: Marks): Promise<void>
  zoom(by: number): void
  fit(): void
  destroy(): void
}

/** A drawing that can be moved and zoomed but not changed. It takes its colours from the theme. */
export function makeView(container: HTMLElement): DiagramView {
  const viewer = new NavigatedViewer<{ canvas: Canvas; elementRegistry: Registry }>({
    container,
    // the wheel belongs to the page: a drawing that swallows it is lost in the middle of a scroll
    zoomScroll: { enabled: false },
    textRenderer: {
      defaultStyle: { fontFamily: '"Golos Text Variable", sans-serif', fontSize: 13.5, lineHeight: 1.2 },
      externalStyle: { fontSize: 12.5 },
    },
    bpmnRenderer: {
      defaultFillColor: 'var(--panel)',
      defaultStrokeColor: 'var(--diagram-stroke)',
      defaultLabelColor: 'var(--text)',
    },
  })
  const canvas = () => viewer.get('canvas')
  let isFitted = true
  const fitAll = () => {
    // a page that is kept but not shown has no size to fit into: done when it is shown again
    isFitted = container.clientWidth > 0 && container.clientHeight > 0
    if (!isFitted) return
    canvas().resized()
    // lines at the edge of a drawing must not touch the frame
    const whole = canvas().zoom('fit-viewport', 'auto')
    canvas().zoom(Math.min(whole * 0.96, 1.2), 'auto')
  }
  const sizes = new ResizeObserver(() => {
    if (!isFitted) fitAll()
  })
  sizes.observe(container)
  let shown = ''
  return {
    async show(xml, marks) {
      if (shown !== xml) {
        await viewer.importXML(xml)
        shown = xml
        fitAll()
      }
      mark(canvas(), viewer.get('elementRegistry'), marks)
    },
    zoom: (by) => void canvas().zoom(canvas().zoom() * by, 'auto'),
    fit: fitAll,
    destroy() {
      sizes.disconnect()
      viewer.destroy()
    },
  }
}

const MARKERS = ['okno-now', 'okno-failed', 'okno-passed'] as const

function mark(canvas: Canvas, registry: Registry, { active, failed, visited }: Marks) {
  const passed = visited.filter((id) => !active.includes(id) && !failed.includes(id))
  const wanted = [active, failed, passed]
  for (const id of new Set([...active, ...failed, ...visited])) {
    if (registry.get(id)) for (const marker of MARKERS) canvas.removeMarker(id, marker)
  }
  MARKERS.forEach((marker, index) => {
    for (const id of wanted[index] ?? []) if (registry.get(id)) canvas.addMarker(id, marker)
  })
}
