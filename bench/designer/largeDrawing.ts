const ROW = 25
const STEP_X = 160
const STEP_Y = 140

/** A process of `count` elements, flows not counted: start, user tasks in rows one after another, end; with coordinates. */
export function largeDrawing(key: string, count: number): string {
  const ids = Array.from({ length: count }, (_, n) => (n === 0 ? 'start' : n === count - 1 ? 'end' : `task${n}`))
  const elements = ids.map(elementOf).join('')
  const flows = ids
    .slice(1)
    .map((id, n) => `<bpmn:sequenceFlow id="${ids[n]}_${id}" sourceRef="${ids[n]}" targetRef="${id}" />`)
  const shapes = ids.map((id, n) => shapeOf(id, placeOf(n))).join('')
  const edges = ids.slice(1).map((id, n) => edgeOf(`${ids[n]}_${id}`, middleOf(n), middleOf(n + 1)))
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:okno="urn:okno:process" id="d" targetNamespace="urn:bench">
  <bpmn:process id="${key}" name="Большой процесс" isExecutable="true">${elements}${flows.join('')}</bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="${key}">${shapes}${edges.join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`
}

const elementOf = (id: string) =>
  id === 'start' || id === 'end'
    ? `<bpmn:${id}Event id="${id}" />`
    : `<bpmn:userTask id="${id}" name="Шаг ${id.slice(4)}: проверить документы" okno:roles="specialist" />`

const placeOf = (n: number) => ({ x: 100 + (n % ROW) * STEP_X, y: 100 + Math.floor(n / ROW) * STEP_Y })
const middleOf = (n: number) => ({ x: placeOf(n).x + 50, y: placeOf(n).y + 40 })

function shapeOf(id: string, { x, y }: { x: number; y: number }) {
  const size = id === 'start' || id === 'end' ? { x: x + 32, y: y + 22, w: 36, h: 36 } : { x, y, w: 100, h: 80 }
  return `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${size.x}" y="${size.y}" width="${size.w}" height="${size.h}" /></bpmndi:BPMNShape>`
}
type Point = { x: number; y: number }
const edgeOf = (id: string, from: Point, to: Point) =>
  `<bpmndi:BPMNEdge id="${id}_di" bpmnElement="${id}"><di:waypoint x="${from.x}" y="${from.y}" /><di:waypoint x="${to.x}" y="${to.y}" /></bpmndi:BPMNEdge>`
