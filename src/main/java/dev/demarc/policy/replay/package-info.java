/**
 * Replays of settings over past cases, whatever the settings decide: their course, and no result.
 */
@NullMarked
package dev.demarc.policy.replay;

import org.jspecify.annotations.NullMarked;
