/** The page of a case and its parts. */
package dev.demarc.console.cases;
