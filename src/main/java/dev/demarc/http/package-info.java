/**
 * The edge: what kind of path a request is for, how it is bounded, and how failures are answered.
 */
package dev.demarc.http;
