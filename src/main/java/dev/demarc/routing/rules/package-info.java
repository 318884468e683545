/** Routing rules without anything around them: text to conditions, conditions to a decision. */
package dev.demarc.routing.rules;
