/**
 * Milliseconds for which a camera's last curve stays although no face is found: the detector misses a face now and then for a
 * frame or two.
 */
export const ABSENCE_PATIENCE = 900;
