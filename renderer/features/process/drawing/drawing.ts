import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css'
import 'diagram-js-minimap/assets/diagram-js-minimap.css'
import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css'
import './drawing.css'
import Modeler from 'bpmn-js/lib/Modeler'
import simulation from 'bpmn-js-token-simulation'
import minimap from 'diagram-js-minimap'
import { fitTo } from './fitTo'
import { look } from './look'
import { simulationColours } from './simulationColours'
import { translateModule } from './translate'
import { translateSimulation } from './translateSimulation'
import type { Bo, Services, Shape } from './types'
import { vocabulary } from './vocabulary'
import { wire } from './wire'

export type DrawingState = {
  /** Grows with every change of the drawing; a new one opened starts at 0. */
  changes: number
  selected: Shape | null
  canUndo: boolean
  canRedo: boolean
  isSimulating: boolean
}
/** A drawing that is being made: what the screen and its panels may do with it. */
export type Drawing = {
  open(xml: string): Promise<void>
  xml(): Promise<string>
  svg(): Promise<string>
  definitions(): Bo
  get<K extends keyof Services>(name: K): Services[K]
  state(): DrawingState
  subscribe(heard: () => void): () => void
  /** What the drawing carries with it has changed: saved and checked as a stroke would be, though not undone by Ctrl Z. */
  touch(): void
  zoom(by: number): void
  fit(): void
  /** Selects an element and brings it into sight. */
  show(id: string): void
  destroy(): void
}

const PALETTE_LEFT = 12
const STILL: DrawingState = { changes: 0, selected: null, canUndo: false, canRedo: false, isSimulating: false }

/** The modeler in a container of the page. One at a time stands there; `destroy` frees it. */
export function makeDrawing(container: HTMLElement): Drawing {
  const modeler = new Modeler<Services>({
    container,
    ...look,
    moddleExtensions: { okno: vocabulary },
    additionalModules: [translateModule, minimap, simulation, simulationColours],
  })
  const get = <K extends keyof Services>(name: K): Services[K] => modeler.get(name)
  const heard = new Set<() => void>()
  let state = STILL
  const become = (change: Partial<DrawingState>) => {
    state = { ...state, ...change }
    for (const hear of heard) hear()
  }
  const stack = () => ({ canUndo: get('commandStack').canUndo(), canRedo: get('commandStack').canRedo() })
  const selected = () => selectedOf(get('selection').get())
  modeler.on('commandStack.changed', () => {
    if (get('canvas').getRootElement()) become({ ...stack(), changes: state.changes + 1, selected: selected() })
  })
  modeler.on('selection.changed', () => become({ selected: selected() }))
  modeler.on('tokenSimulation.toggleMode', ({ active }: { active: boolean }) => become({ isSimulating: active }))
  const stopTranslating = translateSimulation(container)
  const fitAll = () => {
    const palette = container.querySelector('.djs-palette')
    fitTo(container, get('canvas'), palette ? palette.getBoundingClientRect().width + PALETTE_LEFT : 0)
  }
  return {
    async open(xml) {
      await modeler.importXML(xml)
      wire(modeler.getDefinitions())
      fitAll()
      become(STILL)
    },
    xml: async () => (await modeler.saveXML({ format: true })).xml ?? '',
    svg: async () => (await modeler.saveSVG()).svg,
    definitions: () => modeler.getDefinitions(),
    get,
    state: () => state,
    subscribe(hear) {
      heard.add(hear)
      return () => heard.delete(hear)
    },
    touch: () => become({ changes: state.changes + 1 }),
    zoom: (by) => void get('canvas').zoom(Math.min(4, Math.max(0.2, get('canvas').zoom() * by)), 'auto'),
    fit: fitAll,
    show(id) {
      const shape = get('elementRegistry').get(id)
      if (!shape) return
      get('canvas').scrollToElement(id)
      get('selection').select(shape)
    },
    destroy() {
      stopTranslating()
      heard.clear()
      modeler.destroy()
    },
  }
}

/** A label stands for what it names; several at once are nobody. */
function selectedOf(shapes: readonly Shape[]): Shape | null {
  const [only, ...more] = shapes
  return more.length > 0 || !only ? null : (only.labelTarget ?? only)
}
