"""The style sheet of the window; `@role` stands for a colour of the theme, `@icons` for the icon folder."""

from __future__ import annotations

from typing import Final

TEMPLATE: Final = """
QMainWindow, QDialog { background: @window; }
QMainWindow::separator { background: @hairline; width: 1px; height: 1px; margin: 0; padding: 0; }
QMenuBar { background: @window; padding: 0 4px; }
QMenuBar::item { padding: 4px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @panel; border: 1px solid @control-edge; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 26px; border-radius: 4px; }
QMenu::item:selected { background: @selected; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @hairline; margin: 4px 8px; }
QMenu::icon { padding-left: 6px; }
QToolTip {
    background: @panel; color: @text; border: 1px solid @control-edge; padding: 4px 6px; font-size: 13px;
}

#trip_bar { background: @window; border: none; border-bottom: 1px solid @hairline; padding: 0; spacing: 0; }
#trip_bar QLabel { color: @text-secondary; font-size: 13px; }
QStatusBar { background: @window; border-top: 1px solid @hairline; min-height: 25px; max-height: 25px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @text-secondary; font-size: 13px; padding: 0 4px; }

QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox {
    background: @field; color: @text; border: 1px solid @control-edge; border-radius: 4px;
    padding: 0 8px; min-height: 30px; selection-background-color: @accent; selection-color: @text-on-accent;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus {
    border: 2px solid @accent; padding: 0 7px; min-height: 28px;
}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: @disabled; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QPlainTextEdit[words="true"] {
    background: @field; color: @text; border: 1px solid @control-edge; border-radius: 4px; padding: 3px 4px;
    selection-background-color: @accent; selection-color: @text-on-accent;
}
QPlainTextEdit[words="true"]:focus { border: 2px solid @accent; padding: 2px 3px; }
QLineEdit[in_card="true"], QLineEdit[in_card="true"]:focus {
    min-height: 22px; padding: 0 4px; font-weight: 600;
}
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(@icons/arrow-down.svg); width: 10px; height: 10px; }
QComboBox QAbstractItemView {
    background: @panel; border: 1px solid @control-edge; selection-background-color: @selected;
    selection-color: @text;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    border: none; width: 20px; background: transparent;
}
QAbstractSpinBox::up-arrow { image: url(@icons/arrow-up.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url(@icons/arrow-down.svg); width: 9px; height: 9px; }

QPushButton {
    background: @field; color: @text; border: 1px solid @control-edge; border-radius: 4px;
    padding: 0 12px; min-height: 30px;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selected; }
QPushButton:focus { border: 2px solid @accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: @disabled; border-color: @hairline; background: transparent; }
QPushButton[primary="true"] {
    background: @accent; color: @text-on-accent; border-color: @accent; font-weight: 600;
}
QPushButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled {
    background: transparent; color: @disabled; border-color: @hairline; font-weight: 600;
}
QPushButton[small="true"] { min-height: 22px; padding: 0 9px; font-size: 13px; }
QPushButton[small="true"]:focus { min-height: 20px; padding: 0 8px; }
QPushButton[link="true"] {
    background: transparent; border: none; color: @accent; text-decoration: underline; padding: 0 1px;
    min-height: 18px; font-size: 13px; text-align: left;
}
QPushButton[link="true"]:focus { border: 2px solid @accent; }
QPushButton[chip="true"] {
    border-radius: 12px; min-height: 22px; max-height: 22px; padding: 0 9px; font-size: 13px;
    background: @panel;
}
QPushButton[chip="true"]:hover { background: @hover; }
QPushButton[chip="true"]:checked { color: @closed-text; border: 1.5px solid @closed; font-weight: 600; }
QPushButton[chip="true"]:focus { border: 2px solid @accent; padding: 0 8px; min-height: 20px; }
QPushButton[more="true"] {
    border: none; background: transparent; color: @text-secondary; padding: 0 4px; min-height: 22px;
    font-size: 13px;
}
QPushButton[more="true"]:hover { color: @accent; }
QPushButton[row="true"] {
    border: none; background: transparent; text-align: left; padding: 0 2px; min-height: 24px;
}
QPushButton[row="true"]:hover { background: @hover; }
QPushButton[row="true"]:focus { border: 2px solid @accent; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 3px; color: @text;
}
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @selected; }
QToolButton:focus { border: 2px solid @accent; padding: 2px; }
QToolButton:disabled { color: @disabled; }
QToolButton::menu-indicator { image: none; }
QToolButton[segment] {
    background: @field; border: 1px solid @control-edge; min-height: 28px; min-width: 44px; padding: 0 8px;
    font-size: 15px;
}
QToolButton[segment="first"] {
    border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: none;
}
QToolButton[segment="middle"] { border-radius: 0; border-right: none; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QToolButton[segment]:hover { background: @hover; }
QToolButton[segment]:checked {
    background: @accent; color: @text-on-accent; border-color: @accent; font-weight: 600;
}
QToolButton[segment]:focus { border: 2px solid @accent; }
QToolButton[segment]:checked:focus { border: 2px solid @text; }
QToolButton[mode="true"] {
    border: none; border-radius: 0; border-bottom: 2.5px solid transparent; padding: 4px 5px;
    min-height: 22px;
}
QToolButton[mode="true"]:checked { border-bottom: 2.5px solid @accent; }
QToolButton[mode="true"]:focus { border: 2px solid @accent; border-radius: 4px; padding: 2px 3px; }
QToolButton[apply="true"] {
    background: @field; border: 1px solid @control-edge; padding: 1px 8px; font-size: 13px;
}
QToolButton[apply="true"][popupMode="1"] { padding-right: 24px; }
QToolButton[apply="true"]:hover { background: @hover; }
QToolButton[apply="true"]::menu-button { border: none; border-left: 1px solid @hairline; width: 16px; }
QToolButton[apply="true"]::menu-arrow { image: url(@icons/arrow-down.svg); width: 8px; height: 8px; }

QDockWidget { background: @panel; color: @text-secondary; font-weight: 600; font-size: 13px; }
QDockWidget > QWidget { background: @panel; }
#dock_title { background: @panel; border-bottom: 1px solid @hairline; }
#dock_title QLabel { color: @text-secondary; font-weight: 600; font-size: 14px; }
QTabBar { background: @window; }
QTabBar::tab {
    background: transparent; color: @text-secondary; padding: 5px 14px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:hover { background: @hover; }

QScrollArea, QWidget[panel="true"], QStackedWidget#journey_panel { background: @panel; border: none; }
QTreeView, QListView, QTableView {
    background: @panel; border: none; outline: 0; color: @text;
    selection-background-color: @selected; selection-color: @text;
}
QDialog QListView, QDialog QTreeView, QDialog QTableView { background: @field; border: 1px solid @hairline; }
QTextBrowser { background: @panel; border: none; color: @text; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section {
    background: @panel; color: @text-tertiary; border: none; border-bottom: 1px solid @hairline;
    padding: 0 6px; font-size: 13px;
}
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle {
    background: @control-edge; border-radius: 3px; margin: 2px; min-height: 28px; min-width: 28px;
}
QScrollBar::handle:hover { background: @text-tertiary; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; width: 0; height: 0;
}

QLabel[role="tertiary"] { color: @text-tertiary; font-size: 13px; }
QLabel[role="secondary"] { color: @text-secondary; font-size: 13px; }
QLabel[role="section"] { color: @text; font-weight: 600; font-size: 14px; }
QLabel[role="count"] {
    background: @hover; color: @text-secondary; border-radius: 9px; padding: 1px 7px; font-size: 13px;
}
QLabel[role="worse"] { color: @worse; font-weight: 600; }
QLabel[role="better"] { color: @better; font-weight: 600; }
QLabel[role="same"] { color: @text-tertiary; font-weight: 600; }
QLabel[role="closed"] { color: @closed-text; font-weight: 600; font-size: 13px; }
QLabel[role="warning"] {
    background: @closed-ground; color: @closed-text; border-radius: 4px; padding: 6px 8px;
}
#static_map_note { background: @panel; border-bottom: 1px solid @hairline; }
#compare_bar { background: @window; border-bottom: 1px solid @hairline; }
#compare_before, #compare_after { background: @panel; }
QToolButton[badge] { border: none; border-radius: 4px; padding: 3px 10px; color: @text-on-accent; }
QToolButton[badge="before"] { background: @baseline; }
QToolButton[badge="after"] { background: @accent; }
QToolButton[badge]:focus { border: 2px solid @text; padding: 1px 8px; }
#present_bar, #present_figures { background: @panel; }
QLabel[role="big-worse"] { color: @worse; }
QLabel[role="big-better"] { color: @better; }
QLabel[role="big-closed"] { color: @closed-text; }
QLabel[role="present-words"], QLabel[role="present-unit"] { color: @text-secondary; }
QLabel[role="present-basis"] { color: @text-tertiary; }
QLabel[role="live"] {
    background: @accent; color: @text-on-accent; border-radius: 4px; padding: 6px 8px; font-weight: 600;
}
#presenter_view { background: @panel; }
#start_sheet { background: @panel; border: 1px solid @control-edge; border-radius: 6px; }
#story_picture { background: @sea; border: 1px solid @control-edge; }
#command_box { background: @panel; border: 1px solid @control-edge; border-radius: 6px; }
#command_box QListView { background: @panel; border: none; }
QRadioButton { spacing: 8px; min-height: 22px; }
QRadioButton:disabled { color: @disabled; }
QRadioButton::indicator {
    width: 14px; height: 14px; border: 1px solid @text-tertiary; border-radius: 8px; background: @field;
}
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid @accent; border-radius: 8px; }
QRadioButton::indicator:focus { border-color: @accent; }
QRadioButton:focus { color: @accent; }
#export_preview { background: @panel; border: 1px solid @hairline; color: @text-secondary; }
QProgressBar { border: none; background: @hairline; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
"""
