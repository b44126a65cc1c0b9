import type { EventBus, Registry, Shape } from './types'

type Colours = { add(element: Shape, id: string, colours: { stroke: string; fill: string }): void }

/** The simulation draws everything in its own black on white; this one draws it in the colours of the theme. */
class SimulationColours {
  static $inject = ['eventBus', 'elementRegistry', 'elementColors']
  constructor(eventBus: EventBus, registry: Registry, colours: Colours) {
    eventBus.on('tokenSimulation.toggleMode', ({ active }) => {
      if (!active) return
      for (const element of registry.getAll())
        colours.add(element, 'neutral-element-colors', { stroke: 'var(--diagram-stroke)', fill: 'var(--panel)' })
    })
  }
}

/** Takes the place of the part of the simulation that has this name. */
export const simulationColours = { neutralElementColors: ['type', SimulationColours] }
