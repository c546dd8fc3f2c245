import type { Standing } from "./messages.ts";

/** What the curves show, oldest first. */
export type Course = readonly Point[];
export interface Point {
  readonly epoch: number;
  readonly error: number;
  readonly validationError: number | undefined;
  readonly accuracy: number | undefined;
}

// more points than pixels show nothing
const MOST_POINTS = 1024;

/** With one more point; of very many, every other is left out. A single step's error is that of its batch alone, and no point. */
export function addPoint(course: Course, { epoch, error, validationError, accuracy, visited }: Standing): Course {
  if (error === undefined || visited) return course;
  const kept = course.length < MOST_POINTS ? course : course.filter((_, i) => i % 2 === 0);
  return [...kept, { epoch, error, validationError, accuracy }];
}
