/** Left, top, width and height of the square that the face fills in each sample picture. */
export const FACE_OF_SAMPLE = [130, 138, 253, 253] as const;
