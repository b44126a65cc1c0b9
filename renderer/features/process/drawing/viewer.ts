import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import './drawing.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { typeName } from '../properties/typeName'
import { fitTo } from './fitTo'
import { look } from './look'
import { translate, translateModule } from './translate'
import { type Services, textAt, type Viewbox } from './types'
import { vocabulary } from './vocabulary'

export type Viewing = {
  open(xml: string): Promise<void>
  svg(): Promise<string>
  /** Puts a marker on those of the elements that stand here. */
  mark(ids: readonly string[], marker: string): void
  /** Brings an element into sight; false when it does not stand here. */
  show(id: string): boolean
  /** What a person calls each element: its name, else its kind. */
  names(): ReadonlyMap<string, string>
  fit(): void
  viewbox(): Viewbox
  setViewbox(box: Viewbox): void
  onMoved(heard: () => void): void
  onClick(heard: (id: string) => void): void
  destroy(): void
}

/** A drawing that can be moved and zoomed but not changed. */
export function makeViewing(container: HTMLElement): Viewing {
  const viewer = new NavigatedViewer<Pick<Services, 'canvas' | 'elementRegistry' | 'eventBus'>>({
    container,
    ...look,
    moddleExtensions: { okno: vocabulary },
    additionalModules: [translateModule],
    // told at once, so that two drawings move as one
    canvas: { deferUpdate: false },
  })
  const canvas = () => viewer.get('canvas')
  let lookedAt: string | null = null
  return {
    async open(xml) {
      await viewer.importXML(xml)
      lookedAt = null
      fitTo(container, canvas())
    },
    svg: async () => (await viewer.saveSVG()).svg,
    mark(ids, marker) {
      for (const id of ids) if (viewer.get('elementRegistry').get(id)) canvas().addMarker(id, marker)
    },
    show(id) {
      if (lookedAt) canvas().removeMarker(lookedAt, 'okno-looked-at')
      lookedAt = viewer.get('elementRegistry').get(id) ? id : null
      if (!lookedAt) return false
      canvas().scrollToElement(id)
      canvas().addMarker(id, 'okno-looked-at')
      return true
    },
    names: () =>
      new Map(
        viewer
          .get('elementRegistry')
          .getAll()
          .filter((shape) => shape.parent && !shape.labelTarget)
          .map(({ id, businessObject: bo }) => [id, textAt(bo, 'name') || translate(typeName(bo))]),
      ),
    fit: () => fitTo(container, canvas()),
    viewbox: () => canvas().viewbox(),
    setViewbox: ({ x, y, width, height }) => void canvas().viewbox({ x, y, width, height }),
    onMoved: (heard) => viewer.on('canvas.viewbox.changed', heard),
    onClick: (heard) =>
      viewer.on('element.click', ({ element }: { element: { id: string; labelTarget?: { id: string } } }) =>
        heard(element.labelTarget?.id ?? element.id),
      ),
    destroy: () => viewer.destroy(),
  }
}
