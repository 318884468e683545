/** The processes around Quarkus: checks before the start, the embedded PostgreSQL, its backup. */
package dev.demarc.startup;
