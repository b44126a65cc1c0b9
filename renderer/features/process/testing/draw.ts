import { BpmnModdle } from 'bpmn-moddle'
import type { Bo } from '../drawing/types'
import { vocabulary } from '../drawing/vocabulary'
import { wire } from '../drawing/wire'

/** A drawing without coordinates, short enough to be read in a test. */
export const draw = (body: string, key = 'pass') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:okno="urn:okno:process" id="d" targetNamespace="urn:test">
  <process id="${key}" name="Пропуск" isExecutable="true">${body}</process>
</definitions>`

export const flow = (from: string, to: string, more = '', inside = '') =>
  `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" ${more}>${inside}</sequenceFlow>`
export const condition = (feel: string) =>
  `<conditionExpression xsi:type="tFormalExpression">${feel}</conditionExpression>`

/** As the modeler holds it after opening. */
export async function parse(xml: string): Promise<Bo> {
  const { rootElement } = await new BpmnModdle({ okno: vocabulary }).fromXML(xml)
  wire(rootElement)
  return rootElement
}
