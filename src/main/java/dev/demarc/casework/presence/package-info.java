/** Presence: who looks at a case just now, and who types in it. */
package dev.demarc.casework.presence;
