/** The filter language: what a filter says, read and checked, without the database. */
@NullMarked
package dev.demarc.finding.filter;

import org.jspecify.annotations.NullMarked;
