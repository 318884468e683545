/**
 * Versions of routing rules: tried on a case or a report, replayed over past cases, put in force.
 */
@NullMarked
package dev.demarc.policy.routing;

import org.jspecify.annotations.NullMarked;
