/**
 * Versions of routing rules: tried on a case or a report, replayed over past cases, put in force.
 */
package dev.demarc.policy.routing;
