/** Drafts of what decides (matrix, threshold, text model): replayed, put in force, undone. */
package dev.demarc.policy;
