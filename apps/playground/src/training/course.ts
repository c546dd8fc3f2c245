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

/** With one more point; of very many, every other is left out. */
export function addPoint(course: Course, { epoch, error, validationError, accuracy }: Standing): Course {
  if (error === undefined) return course;
  const kept = course.length < MOST_POINTS ? course : course.filter((_, i) => i % 2 === 0);
  return [...kept, { epoch, error, validationError, accuracy }];
}
