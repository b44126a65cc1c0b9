import { flow } from '../testing/draw.ts'
import type { Block, Border } from './block.ts'

/** Draws blocks one after another. Every decision asks the variable `d`, every message is known by the business key. */
export function drawBlocks(blocks: readonly Block[], key: string): string {
  const names = new Names()
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:okno="urn:okno:process" id="d" targetNamespace="urn:okno:simulation">
  <message id="mm" name="m"/><signal id="gg" name="g"/><error id="xx" errorCode="x"/>
  <process id="${key}" isExecutable="true">${drawLevel(blocks, names, 's', 'e')}</process>
</definitions>`
}

class Names {
  #count = 0
  next(prefix: string): string {
    return `${prefix}${++this.#count}`
  }
}

function drawLevel(blocks: readonly Block[], names: Names, start: string, end: string): string {
  const level = new Level(names)
  const last = level.chain(blocks, start)
  return `<startEvent id="${start}"/>${level.parts.join('')}<endEvent id="${end}"/>${flow(last, end)}`
}

const EVENTS = {
  message: '<messageEventDefinition messageRef="mm"/>',
  timer: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
  signal: '<signalEventDefinition signalRef="gg"/>',
}

class Level {
  readonly parts: string[] = []
  readonly #names: Names

  constructor(names: Names) {
    this.#names = names
  }
  /** Answers the element after which the way goes on. */
  chain(blocks: readonly Block[], from: string): string {
    return blocks.reduce((last, block) => this.#add(block, last), from)
  }

  #add(block: Block, from: string): string {
    switch (block.kind) {
      case 'task':
        return this.#bordered(from, (id) => `<userTask id="${id}"/>`, block.border)
      case 'service':
        return this.#one(from, 'w', (id) => `<serviceTask id="${id}" okno:binding="work"/>`)
      case 'script':
        return this.#one(
          from,
          'k',
          (id) =>
            `<scriptTask id="${id}"><script>{steps: (if steps = null then 0 else steps) + 1}</script></scriptTask>`,
        )
      case 'wait':
        return this.#one(
          from,
          'c',
          (id) => `<intermediateCatchEvent id="${id}">${EVENTS.message}</intermediateCatchEvent>`,
        )
      case 'choice':
        return this.#split(from, 'exclusiveGateway', block.ways, (n) => `d = ${n}`)
      case 'fork':
        return this.#split(from, 'parallelGateway', block.ways, null)
      case 'some':
        return this.#split(from, 'inclusiveGateway', block.ways, (n) => `d >= ${n}`)
      case 'loop':
        return this.#loop(from, block.body)
      case 'race':
        return this.#race(from, block.ways)
      case 'inner':
        return this.#inner(from, block)
      case 'rounds':
        return this.#rounds(from, block)
      case 'undone':
        return this.#undone(from)
    }
  }

  #one(from: string, prefix: string, draw: (id: string) => string): string {
    const id = this.#names.next(prefix)
    this.parts.push(draw(id), flow(from, id))
    return id
  }
  #gateway(kind: string, prefix: string, attributes = ''): string {
    const id = this.#names.next(prefix)
    this.parts.push(`<${kind} id="${id}" ${attributes}/>`)
    return id
  }

  /** `condition` null: every way is taken; else the first is the default. */
  #split(from: string, kind: string, ways: readonly Block[][], condition: ((n: number) => string) | null): string {
    const firsts = ways.map(() => this.#names.next('u'))
    const id = this.#names.next('g')
    const preset = condition ? `default="${id}_${firsts[0]}"` : ''
    this.parts.push(`<${kind} id="${id}" ${preset}/>`, flow(from, id))
    const join = this.#gateway(kind, 'j')
    ways.forEach((way, n) => {
      const first = firsts[n] ?? ''
      this.parts.push(`<userTask id="${first}"/>`, flow(id, first, n > 0 && condition ? escaped(condition(n)) : ''))
      this.parts.push(flow(this.chain(way, first), join))
    })
    return join
  }

  #loop(from: string, body: readonly Block[]): string {
    const enter = this.#gateway('exclusiveGateway', 'l')
    const [ask, leave] = [this.#names.next('u'), this.#names.next('x')]
    const out = this.#gateway('exclusiveGateway', 'o')
    this.parts.push(flow(from, enter), `<userTask id="${ask}"/>`, flow(this.chain(body, enter), ask))
    this.parts.push(`<exclusiveGateway id="${leave}" default="${leave}_${out}"/>`, flow(ask, leave))
    this.parts.push(flow(leave, enter, 'd = 1'), flow(leave, out))
    return out
  }

  #race(from: string, ways: readonly Block[][]): string {
    const race = this.#gateway('eventBasedGateway', 'r')
    const join = this.#gateway('exclusiveGateway', 'j')
    this.parts.push(flow(from, race))
    ways.forEach((way, n) => {
      const event = n === 0 ? EVENTS.message : EVENTS.timer
      const id = this.#one(race, 'c', (one) => `<intermediateCatchEvent id="${one}">${event}</intermediateCatchEvent>`)
      this.parts.push(flow(this.chain(way, id), join))
    })
    return join
  }

  #inner(from: string, { body, border, listens, fails }: Block & { kind: 'inner' }): string {
    const inside = drawLevel(body, this.#names, this.#names.next('s'), this.#names.next('e'))
    const more = `${listens ? this.#listening() : ''}${fails ? this.#failing() : ''}`
    const last = this.#bordered(from, (id) => `<subProcess id="${id}">${inside}${more}</subProcess>`, border)
    return last
  }
  /** Hears a signal as often as it comes, and goes on beside. */
  #listening(): string {
    const [id, start, task, end] = ['v', 's', 't', 'e'].map((prefix) => this.#names.next(prefix))
    return `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${start}" isInterrupting="false">${EVENTS.signal}</startEvent>
      <userTask id="${task}"/><endEvent id="${end}"/>${flow(start ?? '', task ?? '')}${flow(task ?? '', end ?? '')}</subProcess>`
  }
  /** Takes the place of the sub-process when a service in it raises an error. */
  #failing(): string {
    const [id, start, task, end] = ['v', 's', 't', 'e'].map((prefix) => this.#names.next(prefix))
    return `<subProcess id="${id}" triggeredByEvent="true"><startEvent id="${start}"><errorEventDefinition errorRef="xx"/></startEvent>
      <userTask id="${task}"/><endEvent id="${end}"/>${flow(start ?? '', task ?? '')}${flow(task ?? '', end ?? '')}</subProcess>`
  }

  /** What interrupts joins the way on; what does not has an end of its own. */
  #bordered(from: string, draw: (id: string) => string, border: Border | null): string {
    const id = this.#one(from, border ? 'b' : 't', draw)
    if (!border) return id
    const event = this.#names.next('n')
    const { isInterrupting } = border
    this.parts.push(
      `<boundaryEvent id="${event}" attachedToRef="${id}" cancelActivity="${isInterrupting}">${EVENTS[border.event]}</boundaryEvent>`,
    )
    const task = this.#one(event, 't', (one) => `<userTask id="${one}"/>`)
    if (!isInterrupting) {
      this.#one(task, 'e', (one) => `<endEvent id="${one}"/>`)
      return id
    }
    const join = this.#gateway('exclusiveGateway', 'j')
    this.parts.push(flow(id, join), flow(task, join))
    return join
  }

  #rounds(from: string, { isSequential, isEnough, body }: Block & { kind: 'rounds' }): string {
    const enough = isEnough ? '<completionCondition>numberOfCompletedInstances >= 2</completionCondition>' : ''
    const loop = `<multiInstanceLoopCharacteristics isSequential="${isSequential}" okno:outputCollection="all" okno:outputItem="= loopCounter"><loopCardinality>3</loopCardinality>${escaped(enough, true)}</multiInstanceLoopCharacteristics>`
    if (!body) return this.#one(from, 't', (id) => `<userTask id="${id}">${loop}</userTask>`)
    const inside = drawLevel(body, this.#names, this.#names.next('s'), this.#names.next('e'))
    return this.#one(from, 'p', (id) => `<subProcess id="${id}">${loop}${inside}</subProcess>`)
  }

  #undone(from: string): string {
    const id = this.#one(from, 'w', (one) => `<serviceTask id="${one}" okno:binding="work"/>`)
    const [event, handler] = [this.#names.next('n'), this.#names.next('h')]
    this.parts.push(
      `<boundaryEvent id="${event}" attachedToRef="${id}"><compensateEventDefinition/></boundaryEvent>`,
      `<userTask id="${handler}" isForCompensation="true"/>`,
    )
    const undo = this.#one(
      id,
      'y',
      (one) =>
        `<intermediateThrowEvent id="${one}"><compensateEventDefinition activityRef="${id}"/></intermediateThrowEvent>`,
    )
    this.parts.push(`<association id="${event}_${handler}" sourceRef="${event}" targetRef="${handler}"/>`)
    return undo
  }
}

const escaped = (text: string, isMarkup = false): string =>
  isMarkup ? text.replace('>= 2', '&gt;= 2') : text.replace(/>/g, '&gt;')
