/** Routing rules without anything around them: text to conditions, conditions to a decision. */
@NullMarked
package dev.demarc.routing.rules;

import org.jspecify.annotations.NullMarked;
